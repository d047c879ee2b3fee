import org.blup.MixedModel;
import org.blup.Weight;

@MixedModel("reaction ~ days + (days | subject)")
record Sleep(double reaction, double days, String subject, @Weight String quality) {}
