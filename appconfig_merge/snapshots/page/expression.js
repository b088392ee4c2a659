return snapshot().text;
