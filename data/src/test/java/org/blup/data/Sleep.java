package org.blup.data;

import org.blup.MixedModel;

/** A measurement of the sleep study. */
@MixedModel("reaction ~ days + (days | subject)")
record Sleep(double reaction, double days, String subject) {}
