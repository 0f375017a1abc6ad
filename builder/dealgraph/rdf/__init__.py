"""The graph's side of Dealgraph: the vocabulary and the way from facts to quads."""
