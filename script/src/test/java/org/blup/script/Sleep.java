package org.blup.script;

import org.blup.MixedModel;

@MixedModel("reaction ~ days + (days | subject)")
record Sleep(double reaction, int days, int subject) {}
