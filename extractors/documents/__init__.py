"""One file a document type: `TYPE` and `extract(pages)`."""
