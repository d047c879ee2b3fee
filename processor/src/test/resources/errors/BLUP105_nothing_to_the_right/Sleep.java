import org.blup.MixedModel;

@MixedModel("reaction ~")
record Sleep(double reaction, double days, String subject) {}
