import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;

@MixedModel
record Sleep(
    double reaction,
    @Fixed double days,
    @Random String subject) {}
