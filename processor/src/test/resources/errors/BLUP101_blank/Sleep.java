import org.blup.MixedModel;

@MixedModel("  ")
record Sleep(double reaction, double days, String subject) {}
