"""What browsers have beside ECMAScript that depends on texts alone: addresses, forms, Base64."""
