"""The pages. One module a page; what a page shows comes from the catalogue of questions."""
