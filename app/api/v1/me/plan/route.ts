import { myPlanEndpoint } from '@/lib/schemas/api/me';
import { ApiProblem } from '@/lib/schemas/api/problem';
import { answerPlan } from '@/lib/services/planning/read-plan';
import { meRoute, on } from '../../me-route';

export const { GET, POST, PUT, PATCH, DELETE } = meRoute(
  on(myPlanEndpoint, async ({ user }) => {
    const plan = await answerPlan(user.id);
    if (plan === null) throw new ApiProblem(404, 'There is no plan yet: complete the profile first.');
    return plan;
  }),
);
