import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Paste(
    @Response double strength,
    @Fixed @Random(group = "batch:cask") double time,
    String batch,
    String cask) {}
