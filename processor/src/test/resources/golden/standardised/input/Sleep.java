package org.example;

import org.blup.MixedModel;

/** What is standardised over all rows, the response too. */
@MixedModel("scale(reaction) ~ scale(days) + center(log(dose)) + (scale(days) | subject)")
record Sleep(double reaction, double days, Double dose, String subject) {}
