"""Papers that the page printer prints and residents keep: certificates, receipts, a technician's readiness report."""
