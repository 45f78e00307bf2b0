package dev.lrgd.pool;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@link Text#faultOfUserId} asks of a user's id, as a constraint. */
@Pattern(regexp = "(?!\\.{1,2}\\z)[^\\p{Cc}\\p{Cs}]{1,200}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface UserIdentifier {
  String message() default
      "must be 1 to 200 characters without control characters, and neither '.' nor '..', which no"
          + " path can name";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
