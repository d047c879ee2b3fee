package org.example;

import org.blup.MixedModel;

/** Two models of the same rows. */
@MixedModel(name = "Slopes", value = "reaction ~ days + (days | subject)")
@MixedModel(name = "Intercepts", value = "reaction ~ days + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
