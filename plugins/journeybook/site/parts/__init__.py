"""What several views say alike: about a record, a metric, a target, a touchpoint, what is due."""
