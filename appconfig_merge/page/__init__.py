"""What the caller says of the page: values of its globals, and its address."""
