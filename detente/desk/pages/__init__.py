"""One module a page: each turns a request into a Page, from the record's own questions."""
