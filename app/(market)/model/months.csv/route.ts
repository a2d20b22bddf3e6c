import { modelCsvResponse } from '@/components/model/model-csv';
import { readModel } from '@/lib/services/model/read-model';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  return modelCsvResponse('months', await readModel(), new URL(request.url));
}
