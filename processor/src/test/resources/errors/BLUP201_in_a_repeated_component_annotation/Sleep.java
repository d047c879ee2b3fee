import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Sleep(
    @Response double reaction,
    @Fixed
    @Random(group = "subject")
    @Random(group = {"subject", "nite"})
    double days,
    String subject,
    int night) {}
