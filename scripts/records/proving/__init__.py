"""What an auditor asks of a record, and by what each answer is proved: git, GitHub, LINE, or nothing but the ledger."""
