import type { Example } from './example.js';

/** For the people of a department who buy. */
export const OUR_INVOICES: Example = {
  title: 'What we owe, and by when',
  about: 'Invoices with the payments that are expected, the reference for the remarks of each transfer, and where the documents are.',
  query: `query OurInvoices {
  invoices(first: 10) {
    nodes {
      number state issuedOn dueOn isOverdue total { formatted } outstanding { formatted }
      lines { description quantity taxable { formatted } total { formatted } }
      expectedPayments { dueOn amount { formatted } reference state paid { formatted } }
      creditNotes { number total { formatted } unused { formatted } }
      documents { pdfUrl jsonUrl }
    }
  }
}
`,
};

/** For those who keep the books. */
export const OVERDUE: Example = {
  title: 'What is overdue',
  about: 'Invoices of which a part was expected before today, the largest first, and what departments owe by age.',
  query: `query Overdue {
  invoices(first: 20, filter: { overdue: true }, orderBy: { field: TOTAL, direction: DESC }) {
    nodes { number dueOn outstanding { formatted } department { name } allowedActions }
  }
  receivablesByAge {
    department { name }
    amounts { notDue { formatted } days1To30 { formatted } days31To60 { formatted } days61To90 { formatted } over90 { formatted } total { formatted } }
  }
}
`,
};

export const BOOKS: Example = {
  title: 'The books today',
  about: 'The trial balance, what is invoiced and not earned yet by the months to come, and what providers are owed.',
  query: `query Books {
  trialBalance { on lines { account debit { formatted } credit { formatted } balance { formatted } } }
  deferredRevenue { total { formatted } months { month amount { formatted } } }
  providerPayables { provider { name } payable { formatted } }
}
`,
};

export const JOURNAL: Example = {
  title: 'Read the journal',
  about: 'Every happening in the books, newest first: its postings sum to zero, and nothing is ever changed.',
  query: `query Journal {
  journalEntries(first: 10) {
    nodes { bookedOn kind narration department { name } postings { account amount { formatted } invoice { number } } }
  }
}
`,
};
