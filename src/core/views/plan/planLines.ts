import type { Plan } from '../../runs/plan/plan.ts';
import { absentLine, plannedLine } from '../../runs/plan/plannedLine.ts';
import { planTitle } from '../../runs/plan/planTitle.ts';
import { styled } from '../colouring.ts';

/** A plan for a terminal: what a run gets, and what will come of what it does not get. */
export function planLines(plan: Plan): readonly string[] {
  const lacking = plan.absent.filter(({ optional }) => !optional);
  return [
    styled(planTitle(plan), 'bold'),
    ...(plan.scripts ? [`  ${styled(plan.scripts.text, scriptsStyle(plan.scripts))}`] : []),
    ...plan.published.flatMap(secret => [
      `  ${secret.name}  ${styled(plannedLine(secret), 'quiet')}`,
      ...secret.consequences.map(({ brief, text }) => `    ${styled(brief ?? text, 'yellow')}`),
    ]),
    ...lacking.flatMap(secret => [
      `  ${styled(`${secret.name}  ${absentLine(secret)}`, 'yellow')}`,
      ...secret.consequences.map(({ brief, text }) => `    ${styled(brief ?? text, 'yellow')}`),
    ]),
  ];
}

function scriptsStyle({ severity }: NonNullable<Plan['scripts']>): 'yellow' | 'quiet' {
  return severity === 'info' ? 'quiet' : 'yellow';
}

/** The secrets without which something of the run breaks. */
export function breakingNames(plan: Plan): readonly string[] {
  return plan.absent.filter(({ optional }) => !optional).map(({ name }) => name);
}
