package org.example;

import org.blup.MixedModel;

/** Terms of single numbers by one group are one term without covariances, however written. */
@MixedModel(name = "Apart", value = "reaction ~ days + (0 + days | subject) + (1 | subject)")
@MixedModel(name = "Bars", value = "reaction ~ days + (days || subject)")
record Sleep(double reaction, double days, String subject) {}
