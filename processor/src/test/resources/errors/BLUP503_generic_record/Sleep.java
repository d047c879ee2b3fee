import org.blup.MixedModel;

@MixedModel("reaction ~ days + (days | subject)")
record Sleep<S>(double reaction, double days, S subject) {}
