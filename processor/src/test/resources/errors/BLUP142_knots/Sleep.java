import org.blup.MixedModel;

@MixedModel("reaction ~ ns(days, knots(4, 12), boundary(0, 9)) + (1 | subject)")
record Sleep(double reaction, double days, String subject) {}
