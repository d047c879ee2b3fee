package org.example;

import org.blup.MixedModel;

/** Effects of one level without covariances: no correlations to ask for. */
@MixedModel("reaction ~ days + (days || subject)")
record Sleep(double reaction, double days, String subject) {}
