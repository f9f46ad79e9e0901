import { describe, expect, it } from 'vitest'
import { suggest, targets } from '../../support/sheetSketch.ts'

describe('more sheets that are no CRM', () => {
  it.each([
    ['guests', ['Guest name', 'Email', 'Phone', 'RSVP', 'Plus one', 'Table']],
    ['orders', ['Order #', 'Customer', 'Email', 'Total', 'Shipped:DATE', 'Status=Shipped; Processing']],
    ['goods sent back', ['RMA #', 'Customer', 'Contact', 'Email', 'Serial number', 'Reason for return']],
    [
      'requests',
      ['Subject', 'Company', 'Contact', 'Email', 'Severity', 'Status=Open; Resolved', 'Assigned to'],
    ],
    ['purchases', ['PO number', 'Vendor', 'Contact', 'Email', 'Amount', 'Delivery date:DATE']],
    [
      'suppliers being rated',
      ['Vendor', 'Contact', 'Email', 'Quality score', 'On-time %', 'Next review:DATE'],
    ],
    [
      'colleagues',
      ['Name', 'Title', 'Department', 'Email=a@ours.test; b@ours.test; c@ours.test', 'Ext.', 'Mobile'],
    ],
    ['visitors', ['Visitor name', 'Company', 'Email', 'Host', 'Purpose of visit', 'Badge #']],
    ['pupils', ['Student name', 'Grade', 'Parent email', 'Parent phone', 'City', 'Allergies']],
    ['tenants', ['Property', 'Unit', 'Tenant', 'Email', 'Phone', 'Rent', 'Lease end:DATE']],
    ['a sprint', ['Story', 'Epic', 'Points', 'Sprint', 'Owner', 'Next step', 'Est. close:DATE']],
    [
      'expenses',
      ['Report ID', 'Employee email', 'Merchant', 'Client entertained', 'Amount', 'Currency', 'Receipt'],
    ],
    [
      'contracts',
      ['Contract', 'Counterparty', 'Contact', 'Email', 'Value', 'Auto-renew', 'Notice date:DATE'],
    ],
    [
      'things that may go wrong',
      [
        'Type=Supply; Legal',
        'Title',
        'Owner',
        'Status=Open; Closed',
        'Probability=40%; 10%',
        'Date closed:DATE',
      ],
    ],
    ['a podcast', ['Episode', 'Guest', 'Guest email', 'Company', 'Recording date:DATE', 'Publish date:DATE']],
  ])('%s', (_what, titles) => {
    expect(suggest(...titles)).toMatchObject({ mapping: null, certain: false, kind: 'none' })
  })

  it('suppliers with nothing else are companies', () => {
    const sheet = suggest('Supplier', 'Contact', 'Email', 'Phone', 'Website', 'City', 'Postcode')
    expect(targets(sheet)['Supplier']).toBe('organization.name')
  })
})
