import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Offset;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Sleep(
    @Response double reaction,
    @Fixed double days,
    @Offset boolean drug,
    @Random String subject) {}
