"""What follows from an atlas: numbers, dates, evidence, outcomes, contradictions, what an audience may see. Values only: no sentences, no addresses."""
