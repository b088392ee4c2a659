"""What may happen after a script: callbacks that the browser keeps, and what they may change."""
