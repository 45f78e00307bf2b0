package dev.lrgd.evaluate.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lrgd.adapt.AdaptConfig;
import dev.lrgd.adapt.SecondStageConfig;
import dev.lrgd.adapt.SecondStageSettings;
import dev.lrgd.pool.Tuning;
import dev.lrgd.recommend.FirstStageConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmsTest {

  @Test
  void theFullSecondStageIsTheServicesButForTheSizes() {
    SecondStageSettings service =
        config(SecondStageConfig.class).settings(config(AdaptConfig.class));
    Arm full =
        new Arms(service.maxDemonstrations(), service.validationUsers(), service.seed()).full();
    assertEquals(
        service,
        new SecondStageSettings(
            full.settings().maxDemonstrations(),
            full.settings().demonstrationHistory(),
            full.settings().eta(),
            full.settings().largestRatio(),
            full.settings().propensityCap(),
            full.settings().bonus(),
            full.settings().refreshShare(),
            full.settings().diverse(),
            full.settings().ageEviction(),
            full.settings().validationUsers(),
            service.leastValidationUsers(),
            full.settings().tolerance(),
            full.settings().error(),
            full.settings().tunes(),
            full.settings().guarded(),
            full.settings().seed()));
    assertEquals(config(FirstStageConfig.class).exploration(), full.exploration());
    assertEquals(
        config(FirstStageConfig.class).settings(Tuning.START).massCap(),
        Pool.settings(Tuning.START, full.exploration()).massCap());
  }

  @Test
  void noTwoArmsAreTheSame() {
    List<Arm> arms = new Arms(10, 5, 1).all();
    assertEquals(15, arms.size());
    assertEquals(
        arms.size(), new HashSet<>(arms.stream().map(arm -> arm.named("")).toList()).size());
    assertTrue(Arms.names().contains(Arms.FULL));
  }

  private static <T> T config(Class<T> type) {
    return new SmallRyeConfigBuilder().withMapping(type).build().getConfigMapping(type);
  }
}
