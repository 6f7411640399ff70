"""What the page of a story is put together from, each part by a few questions to indexed columns: however many reports
a story has, a page of it asks for a bounded number of rows."""
