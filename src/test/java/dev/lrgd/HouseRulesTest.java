package dev.lrgd;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysFalse;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/** The house: one floor per concern, arrows only downwards. */
@AnalyzeClasses(packages = "dev.lrgd", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

  /** From the roof to the ground. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("dev.lrgd.function.."),
          List.of("dev.lrgd.api.."),
          List.of("dev.lrgd.recommend..", "dev.lrgd.adapt..", "dev.lrgd.evaluate.."),
          List.of("dev.lrgd.llm.."),
          List.of("dev.lrgd.pool..", "dev.lrgd.feedback.."),
          List.of("dev.lrgd.space.."),
          List.of("dev.lrgd.dual..", "dev.lrgd.statistics.."));

  @ArchTest static final ArchRule arrowsPointOnlyDownwards = arrowsPointOnlyDownwards();

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("dev.lrgd.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule spaceImportsNoFramework =
      plainJava("dev.lrgd.space..", "dev.lrgd.dual..", "org.ejml..");

  @ArchTest static final ArchRule dualImportsNothingButJava = plainJava("dev.lrgd.dual..");

  @ArchTest
  static final ArchRule statisticsImportNothingButJava = plainJava("dev.lrgd.statistics..");

  @ArchTest
  static final ArchRule groundFloorsDoNoInputOrOutput =
      noClasses()
          .that(resideInAnyPackage("dev.lrgd.space..", "dev.lrgd.dual..", "dev.lrgd.statistics.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "java.time.."))
          .allowEmptyShould(true);

  private static ArchRule arrowsPointOnlyDownwards() {
    List<ArchRule> rules = new ArrayList<>();
    DescribedPredicate<JavaClass> above = alwaysFalse();
    for (List<String> floor : FLOORS) {
      DescribedPredicate<JavaClass> here = resideInAnyPackage(floor.toArray(String[]::new));
      rules.add(
          noClasses()
              .that(here)
              .should()
              .dependOnClassesThat(above.as("live above them"))
              .allowEmptyShould(true));
      above = above.or(here);
    }
    return CompositeArchRule.of(rules);
  }

  /**
   * {@code floor} may use the JDK, itself and what is named below it (EJML for linear algebra),
   * nothing else.
   */
  private static ArchRule plainJava(String floor, String... below) {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage("java..", floor).or(resideInAnyPackage(below));
    return noClasses()
        .that(resideInAnyPackage(floor))
        .should()
        .dependOnClassesThat(DescribedPredicate.not(allowed).as("are neither the JDK's nor below"))
        .allowEmptyShould(true);
  }
}
