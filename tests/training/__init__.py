"""How the recipe reads what it learns from."""
