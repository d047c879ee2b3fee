import org.blup.MixedModel;

@MixedModel("reaction ~ days + days:caffeine + (1 | subject)")
record Sleep(double reaction, double days, double caffeine, String subject) {}
