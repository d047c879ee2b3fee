import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Sleep(
    @Response double reaction,
    @Response double alertness,
    @Random String subject) {}
