import { ApiProblem } from '@/lib/schemas/api/problem';
import { problemResponse } from '../handle';

/** Everything that is no path of the API. */
function unknownPath(): Response {
  return problemResponse(new ApiProblem(404, 'There is nothing at this path. The API is described at /api/v1/docs.'));
}

export { unknownPath as DELETE, unknownPath as GET, unknownPath as PATCH, unknownPath as POST, unknownPath as PUT };
