import org.blup.MixedModel;

@MixedModel("reaction ~ days"
    + " + (days | sbject)")
record Sleep(double reaction, double days, String subject) {}
