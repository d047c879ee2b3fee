package org.example;

import org.blup.MixedModel;

/** Two terms of one group share its class; only effects of one term correlate. */
@MixedModel("reaction ~ days + dose + (1 + days | subject) + (0 + dose | subject)")
record Sleep(double reaction, double days, double dose, String subject) {}
