import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Response;

@MixedModel("reaction ~ days + (days | subject)")
record Sleep(
    @Response double reaction,
    @Fixed double days,
    String subject) {}
