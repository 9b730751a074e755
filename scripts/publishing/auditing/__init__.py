"""What an auditor asks for, put together from the clone, the ledger, and GitHub where it can be asked; nothing is written."""
