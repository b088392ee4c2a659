"""The merge of layers, and the record that it keeps of what every layer said."""
