"""How fast the explorer is: what the server takes, what the browser takes, what pages weigh, how they answer to a hand."""
