import org.blup.MixedModel;

@MixedModel("reaction ~ days + (1 | dose)")
record Sleep(double reaction, double days, double dose, String subject) {}
