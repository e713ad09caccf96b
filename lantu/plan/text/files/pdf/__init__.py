"""PDF: pages laid out by coordinates, put back into paragraphs; scans through optical recognition."""
