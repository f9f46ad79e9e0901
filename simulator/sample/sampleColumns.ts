import type { ColumnSpec } from '../store/columns.ts'
import { OWNERS } from './people.ts'

export const STAGES = ['Lead', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost'] as const
const SYMBOL_CHECKBOX = { symbol: 'FLAG', validation: true, width: 60 }

/** Every column type of the API, under titles that a sales team would choose. */
export const SAMPLE_COLUMNS: readonly ColumnSpec[] = [
  { title: 'Company', primary: true, extras: { width: 260 } },
  { title: 'Website' },
  { title: 'Industry' },
  { title: 'Employees' },
  {
    title: 'Status',
    type: 'PICKLIST',
    extras: { options: ['Customer', 'Prospect', 'Former customer'], validation: true },
  },
  { title: 'Contact' },
  { title: 'Email', extras: { width: 240 } },
  { title: 'Phone' },
  { title: 'Job title' },
  { title: 'Deal', extras: { width: 220 } },
  { title: 'Amount', extras: { format: ',,,,,,,,,,,13,2,1,2,,' } },
  { title: 'Stage', type: 'PICKLIST', extras: { options: [...STAGES], validation: true } },
  { title: 'Probability', extras: { format: ',,,,,,,,,,,,0,,3,,' } },
  { title: 'Close date', type: 'DATE', extras: { validation: false } },
  { title: 'Owner', type: 'CONTACT_LIST', extras: { contactOptions: OWNERS.map((owner) => ({ ...owner })) } },
  { title: 'Stakeholders', type: 'MULTI_CONTACT_LIST' },
  { title: 'Notes', extras: { width: 320 } },
  { title: 'Last contacted', type: 'DATE' },
  {
    title: 'Tags',
    type: 'MULTI_PICKLIST',
    extras: { options: ['Key account', 'Newsletter, monthly', 'Referral', 'Trade fair', 'At risk'] },
  },
  { title: 'Newsletter', type: 'CHECKBOX' },
  { title: 'Priority', type: 'CHECKBOX', extras: SYMBOL_CHECKBOX },
  { title: 'Region', type: 'PICKLIST', extras: { options: ['Americas', 'EMEA', 'APAC'] } },
  { title: 'Birthday', type: 'DATE' },
  { title: 'Score' },
  {
    title: 'Interests',
    type: 'MULTI_PICKLIST',
    extras: { options: ['Automation', 'Reporting', 'Mobile', 'Security', 'Sailing, on weekends'] },
  },
  {
    title: 'Weighted',
    extras: { formula: '=Amount@row * Probability@row', format: ',,,,,,,,,,,13,2,1,2,,' },
  },
  { title: 'Next call', type: 'ABSTRACT_DATETIME' },
  { title: 'Onboarding', type: 'DURATION' },
  { title: 'Waits for', type: 'PREDECESSOR' },
  { title: 'Badge' },
  { title: 'Internal code', extras: { hidden: true } },
  {
    title: 'Line',
    systemColumnType: 'AUTO_NUMBER',
    extras: { autoNumberFormat: { prefix: 'SP-', fill: '0000', startingNumber: 1 } },
  },
  { title: 'Created', systemColumnType: 'CREATED_DATE' },
  { title: 'Created by', systemColumnType: 'CREATED_BY' },
  { title: 'Modified', systemColumnType: 'MODIFIED_DATE' },
  { title: 'Modified by', systemColumnType: 'MODIFIED_BY' },
]
