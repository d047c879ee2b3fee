package org.blup.plots;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every picture of the page in the documentation, by the name of its file. */
final class Gallery {

  private Gallery() {}

  static Map<String, Plot> pictures() {
    List<Fits.Sleep> sleep = Fits.sleep();
    Fits_SleepModel.Fit fit = Fits.sleepFit();
    List<Fits.Part> oats = Fits.oats();
    Fits_PartModel.Fit oatsFit = Fits_PartModel.fit(oats);
    Fits_DoseModel.Fit doses = Fits_DoseModel.fit(Fits.doses());
    List<Fits.Zone> zones = Fits.zones();
    Map<String, Plot> pictures = new LinkedHashMap<>();
    pictures.put(
        "fitted",
        Plots.fitted(fit, sleep, "days", "subject")
            .labelled("Days of little sleep", "Reaction time (ms)"));
    pictures.put("caterpillar", Plots.caterpillar(fit.subject()));
    pictures.put("shrinkage", Plots.shrinkage(fit, sleep, "subject"));
    pictures.put(
        "shrinkage-intercepts", Plots.shrinkage(Fits_ZoneModel.fit(zones), zones, "plate"));
    pictures.put("shrinkage-factor", Plots.shrinkage(Fits_VarietiesModel.fit(oats), oats, "block"));
    pictures.put("residuals", Plots.residuals(fit.diagnostics(sleep)));
    pictures.put("scale-location", Plots.scaleLocation(fit.diagnostics(sleep)));
    pictures.put("qq-residuals", Plots.qq(fit.diagnostics(sleep)));
    pictures.put("qq-modes", Plots.qq(fit.subject()));
    pictures.put("influence", Plots.influence(fit.influence("subject", sleep)));
    pictures.put("coefficients", Plots.coefficients(oatsFit));
    pictures.put("means", Plots.means(oatsFit.means("variety")));
    pictures.put(
        "interaction",
        Plots.means(doses.means("factor(dose)").by("variety"))
            .labelled("Nitrogen (fifths of a hundredweight an acre)", "Yield (quarter pounds)"));
    pictures.put("partial-residuals", Plots.partialResiduals(oatsFit, oats, "nitro"));
    pictures.put("partial-residuals-factor", Plots.partialResiduals(oatsFit, oats, "variety"));
    pictures.put("profile", Plots.profile(fit.profile()));
    pictures.put("bootstrap", Plots.bootstrap(fit.bootstrap().replicates(1000).seed(1).run()));
    return pictures;
  }
}
