import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Paste(
    @Response double strength,
    String batch,
    @Random(within = {"batch", "cast"}) String sample,
    String cask) {}
