"""The encoder: our network at run time, from word pieces to tags, trees, names, roles and commitment."""
