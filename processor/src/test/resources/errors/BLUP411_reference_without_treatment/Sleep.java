import org.blup.Contrast;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Sleep(
    @Response double reaction,
    @Fixed(contrast = Contrast.SUM, reference = "none")
    String drug,
    @Random String subject) {}
