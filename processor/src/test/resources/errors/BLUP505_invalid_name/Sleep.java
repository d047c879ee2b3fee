import org.blup.MixedModel;

@MixedModel(name = "random slopes", value = "reaction ~ days + (days | subject)")
record Sleep(double reaction, double days, String subject) {}
