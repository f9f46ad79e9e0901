/** The languages that people's sheets are understood in. */
export const NAME_LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'] as const
