"""docx and xlsx: zip packages of XML, checked from outside before they are opened."""
